"""What one parsed page holds: its elements, links, forms, pictures, menus, text."""
