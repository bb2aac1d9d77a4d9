"""What says the same: the memory's offers, similar texts, what a changed text inherits."""
