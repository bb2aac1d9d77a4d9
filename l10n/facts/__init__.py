"""Facts: the numbers, dates, prices, units and addresses that a text holds."""
