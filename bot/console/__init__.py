"""The counsellors' console: signing in, the queue, conversations, guided sessions, as pages under /console.

A page is a route of `routes.py` with the action of `permissions.py` that it needs; without one it is not
served. Pages are Jinja templates with htmx; words stand in data/console/texts.fi.yml.
"""
