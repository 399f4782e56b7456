"""Long work beside the window: it shows how far it is, and can be called off."""

from desktop_app.gui.tasks.collector import Collector
from desktop_app.gui.tasks.progress import ProgressBar
from desktop_app.gui.tasks.runner import CalledOff, Report, Runner, Task

__all__ = ["CalledOff", "Collector", "ProgressBar", "Report", "Runner", "Task"]
