"""Whether it helps: figures with their definitions, read from rows that hold no words of anybody."""
