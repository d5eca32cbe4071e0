#include <string>

// Never prints to std::cout; "std::cerr" in a text is fine.
std::string text() { return "std::cerr"; }
void print() { std::cerr << "loaded\n"; }
