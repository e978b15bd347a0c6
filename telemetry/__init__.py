"""Traces through all processes of environment B (OpenTelemetry). Imports nothing of ours."""
