"""The command `fullcast`: parsing and printing only; each command is a file of its own."""
