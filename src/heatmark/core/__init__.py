"""What all rooms know: errors, the value and its gate."""
