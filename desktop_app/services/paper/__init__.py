"""What several kinds of paper share: the frame of a page, letters as pages, pages of reports."""
