"""What can be done: one file or folder a capability, plain data in and out."""
