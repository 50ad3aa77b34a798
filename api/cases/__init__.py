"""Cases: what they say, and acting on them."""
