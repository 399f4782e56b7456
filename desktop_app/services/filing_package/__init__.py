"""From the evaluated filing to the finished paper: composing, gates, self-test, and the folder that is mailed."""
