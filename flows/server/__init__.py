"""The project's own Prefect server: settings, start, application, database."""
