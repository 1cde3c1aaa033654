"""The Discord side of Pincite: translates between Discord and the library, never ranks."""
