"""A judge of what taking in a translated site loses; it uses none of the code that it judges."""
