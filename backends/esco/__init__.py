"""A subset of the ESCO web service (HAL JSON) over the taxonomy in use, for programs that speak to that."""
