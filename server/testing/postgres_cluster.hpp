#pragma once

#include "testing/temporary_folder.hpp"

#include <sys/types.h>

#include <string>

namespace likeness::test {

/// A PostgreSQL server of our own in a temporary folder, reached by a socket in it alone. It goes
/// with this object, and with the process. As root it runs as somebody else, because PostgreSQL
/// refuses to run as root. Its texts sort by the rules of a language: nothing may rely on bytes
/// unless it says so.
class PostgresCluster {
public:
    /// Whether the server's programs are installed.
    static bool is_installed();
    /// The one that all tests of this program share, with a database "empty" of the newest schema.
    static PostgresCluster& shared();

    /// Throws when it cannot be made.
    PostgresCluster();
    ~PostgresCluster();
    PostgresCluster(const PostgresCluster&) = delete;
    PostgresCluster& operator=(const PostgresCluster&) = delete;

    /// As after a shutdown for maintenance: connections are ended, what is committed stays.
    void stop();
    /// As after a crash.
    void crash();
    /// On a thread that lives on: the server ends with the thread that starts it.
    void start();

    std::string url(const std::string& database) const;

    /// Executes statements outside our own classes, one after the other; throws when one fails.
    void execute(const std::string& database, const std::string& statement) const;

private:
    void end(int signal);

    TemporaryFolder folder_;
    pid_t server_ = 0;
};

/// A database of the shared cluster with the newest schema, for one test.
class PostgresDatabaseName {
public:
    PostgresDatabaseName();
    ~PostgresDatabaseName();
    PostgresDatabaseName(const PostgresDatabaseName&) = delete;
    PostgresDatabaseName& operator=(const PostgresDatabaseName&) = delete;

    std::string url() const { return PostgresCluster::shared().url(name_); }

    const std::string& text() const { return name_; }

private:
    std::string name_;
};

}  // namespace likeness::test
