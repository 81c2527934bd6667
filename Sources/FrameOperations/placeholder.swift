enum PlaceholderFrameOperations {}
