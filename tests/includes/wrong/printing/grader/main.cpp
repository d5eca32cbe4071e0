int main() { std::cout << "hello\n"; }
