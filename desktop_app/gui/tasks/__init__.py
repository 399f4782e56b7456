"""Long work beside the window: it shows how far it is, and can be called off."""

from desktop_app.gui.tasks.collector import GarbageCollector
from desktop_app.gui.tasks.progress import ProgressBar
from desktop_app.gui.tasks.runner import CalledOff, ProgressReport, RunningTask, TaskRunner

__all__ = ["CalledOff", "GarbageCollector", "ProgressBar", "ProgressReport", "RunningTask", "TaskRunner"]
