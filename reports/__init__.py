"""How does a person read this?"""
