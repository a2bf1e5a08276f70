"""Pages of what people tried."""
