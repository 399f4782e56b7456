"""Signs that are the same wherever they stand, so that the gate can tell them from anything else. In points."""

# The word on the bar that stands where a sealed value was, and its height above the bar's foot.
MARK_SIZE = 6.5
MARK_BASELINE = 1.8
# The large pale words across a draft: at most so big, and so long as fits between two corners.
WATERMARK_NAME = "/W"
WATERMARK_GRAY = 0.9
WATERMARK_SIZE = 110.0
WATERMARK_LENGTH = 620.0
COSINE, SINE = 0.61566, 0.78801  # of 52 degrees, the slope of a letter page
WATERMARK_TURN = (COSINE, SINE, -SINE, COSINE)
