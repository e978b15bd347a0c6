"""Typed clients of the backends' HTTP: the only way from the actions and the gateway to the backends."""
