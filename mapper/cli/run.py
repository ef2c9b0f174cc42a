"""The everyday verbs: ``run``, ``extract`` and ``map``."""
