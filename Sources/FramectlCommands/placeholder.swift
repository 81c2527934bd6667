enum PlaceholderFramectlCommands {}
