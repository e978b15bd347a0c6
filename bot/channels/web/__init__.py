"""The web channel: the chat API of the widget and the terminal, and the page that shows the widget."""
