"""What all messaging channels share: inbox, courier, links between addresses and conversations, codes."""
