#include "app/command_line.hpp"

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
    try {
        return likeness::app::run_command_line(argc, argv);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "likeness: %s\n", failure.what());
        return 1;
    }
}
