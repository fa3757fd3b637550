class TransfersService:
    pass
