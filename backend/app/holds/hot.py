async def hold_usual(request):
    return None
