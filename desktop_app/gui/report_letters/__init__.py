"""Letters that go with a report: begun, written, printed, sent."""
