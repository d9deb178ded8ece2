"""How a message leaves: built as MIME, written to the outbox or handed to a mail server."""
