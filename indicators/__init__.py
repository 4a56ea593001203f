"""What does this text show, under which indicator, with which evidence?"""
