enum PlaceholderFrameSimulator {}
