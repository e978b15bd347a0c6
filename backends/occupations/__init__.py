"""What is known of occupations beside the taxonomy: what one does, what the law asks for, everyday names."""
