"""Where the report meets what analysis makes: results, pictures, protection, quotations. One module for each. Pure."""
