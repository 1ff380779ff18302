from tenacity import retry, stop_after_attempt
