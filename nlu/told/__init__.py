"""What a story tells of its writer, learned from marked stories: roles, situation, school, place."""
