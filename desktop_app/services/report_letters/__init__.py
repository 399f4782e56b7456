"""The letters that go with a report: asking for more time, answering a notice, responding to a pleading."""
