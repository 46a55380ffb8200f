"""One module for each command: what was typed, the public function, what is told."""
