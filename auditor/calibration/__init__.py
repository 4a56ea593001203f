"""How far a counted share can be trusted: samples to read, two people's coding of them, and what it says of the machine."""
