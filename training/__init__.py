"""The recipe for the weights of the reader. Needs torch; the package never imports it."""
