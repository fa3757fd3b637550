"""What a figure in the documents comes from: each measure beside the limit that it is held to."""
