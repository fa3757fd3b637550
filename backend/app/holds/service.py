class HoldsService:
    pass
