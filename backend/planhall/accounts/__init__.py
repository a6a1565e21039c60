"""People, guests, sign-in and cookie sessions."""
