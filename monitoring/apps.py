from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"

    def ready(self) -> None:
        # Models cannot be imported before every app is loaded.
        from following.signals import session_recorded  # noqa: PLC0415
        from monitoring import overdays, recurrence, services  # noqa: PLC0415

        session_recorded.connect(services.on_session_recorded)
        session_recorded.connect(overdays.on_session_recorded)
        session_recorded.connect(recurrence.on_session_recorded)
