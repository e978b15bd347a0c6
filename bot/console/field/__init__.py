"""Field mode: the intake on a tablet where the net comes and goes."""
