/// Cairo keeps lists of freed objects behind atomic operations of its own. The thread sanitizer
/// does not see those, because the library is not compiled with it, and takes the memory that goes
/// from thread to thread for a race.
// NOLINTNEXTLINE(bugprone-reserved-identifier): the sanitizer's runtime asks for this name
extern "C" const char* __tsan_default_suppressions();

// NOLINTNEXTLINE(bugprone-reserved-identifier): as above
extern "C" const char* __tsan_default_suppressions() {
    return "called_from_lib:libcairo.so.2\n";
}
