"""Work done in processes of their own, with limits for files of others."""
