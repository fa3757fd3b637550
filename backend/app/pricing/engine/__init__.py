"""The price engine: layers, guards, and the one gate through which every price passes."""
