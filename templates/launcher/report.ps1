# Gets the reporter and runs it. Ends with 0 whatever happens, unless PORT_DORA_FAIL_ON_ERROR is true.
# PORT_DORA_SOURCE: empty for the npm package; else a file, a folder, or https://...#sha256=...
# PORT_DORA_SOURCE_TIMEOUT: seconds for getting and running it together, 120 unless set.
# For Windows PowerShell 5.1 and for PowerShell 7 on any system.
function Invoke-PortDoraReport {
    Set-StrictMode -Off
    $ErrorActionPreference = 'Stop'
    $package = 'port-dora-action@0.1.0'
    $node = 'use an agent with Node 20.16 or newer'
    $isWindowsHere = [Environment]::OSVersion.Platform -eq 'Win32NT'
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $folder = $null
    $source = [string] $env:PORT_DORA_SOURCE
    # What is left of a name that the CI could not fill in.
    if ($source -match '^(\$\(|\$[{]|#[{]|[{][{]|<|null$|%.*%$)') { $source = '' }
    $limit = 120
    if ($env:PORT_DORA_SOURCE_TIMEOUT -match '^[1-9][0-9]{0,4}$') { $limit = [int] $env:PORT_DORA_SOURCE_TIMEOUT }

    function Stop-Report([string] $Reason) { throw (New-Object InvalidOperationException $Reason) }

    function Stop-SlowReport {
        Stop-Report "it took longer than $limit seconds; see what is slow above, or raise PORT_DORA_SOURCE_TIMEOUT"
    }

    function Get-MillisecondsLeft {
        $left = $limit * 1000 - $clock.ElapsedMilliseconds
        if ($left -le 0) { Stop-SlowReport }
        [int] $left
    }

    # The program of this name, never a function or an alias; nothing when there is none.
    function Find-Program([string] $Name) {
        foreach ($one in @(Get-Command -Name $Name -CommandType Application -ErrorAction SilentlyContinue)) { return $one.Path }
    }

    # Runs a program with the output of this one and no input, for the time that is left.
    function Invoke-Bounded([string] $Program, [string] $Arguments, [string] $What) {
        $start = New-Object Diagnostics.ProcessStartInfo -Property @{
            FileName = $Program; Arguments = $Arguments; UseShellExecute = $false; RedirectStandardInput = $true
            WorkingDirectory = (Get-Location -PSProvider FileSystem).ProviderPath
        }
        $process = [Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        if (-not $process.WaitForExit((Get-MillisecondsLeft))) {
            # Windows PowerShell cannot end what a process has started.
            if ($PSVersionTable.PSVersion.Major -ge 7) { $process.Kill($true) }
            else { & taskkill.exe /T /F /PID $process.Id *> $null }
            Stop-SlowReport
        }
        if ($process.ExitCode -ne 0) { Stop-Report ($What -f $process.ExitCode) }
    }

    # The path of a Node that is new enough.
    function Find-Node {
        $found = Find-Program 'node'
        if (-not $found) { Stop-Report "there is no Node here; $node, or set PORT_DORA_SOURCE to an executable" }
        $version = [version] ([string] (& $found --version)).TrimStart('v').Split('-')[0]
        if ($version -lt [version] '20.16.0') { Stop-Report "the Node here is too old; $node" }
        $found
    }

    function Get-Quoted([string] $Path) { '"' + $Path.Replace('"', '\"') + '"' }

    # The file or folder that the mirror has, checked; runs nothing of it.
    function Get-Mirrored {
        $address, $sum = $source -split '#sha256=', 2
        if ($sum -notmatch '^[0-9A-Fa-f]{64}$') { Stop-Report 'PORT_DORA_SOURCE has no checksum; put #sha256= and its 64 digits behind the address' }
        $uri = $address -as [Uri]
        $isPlain = $uri -and $uri.IsAbsoluteUri -and ($uri.Scheme -eq 'https' -or ($uri.Scheme -eq 'http' -and $uri.IsLoopback))
        if (-not $isPlain) { Stop-Report 'PORT_DORA_SOURCE is no plain https:// address (http:// is for loopback only); mend it' }
        $file = Join-Path $folder 'port-dora'
        $client = New-Object Net.WebClient
        if ($uri.UserInfo) {
            $bytes = [Text.Encoding]::UTF8.GetBytes([Uri]::UnescapeDataString($uri.UserInfo))
            $client.Headers.Add('Authorization', 'Basic ' + [Convert]::ToBase64String($bytes))
        }
        $bare = $uri.GetComponents([UriComponents]::HttpRequestUrl, [UriFormat]::UriEscaped)
        $download = $client.DownloadFileTaskAsync([Uri] $bare, $file)
        $left = Get-MillisecondsLeft
        try { $isThere = $download.Wait($left) }
        catch { Stop-Report 'PORT_DORA_SOURCE could not be fetched; see whether this machine can reach it' }
        if (-not $isThere) { Stop-SlowReport }
        if ((Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash -ne $sum) {
            Stop-Report 'what PORT_DORA_SOURCE names has another checksum, so it was not run; see who changed it'
        }
        $first = New-Object byte[] 2
        $stream = [IO.File]::OpenRead($file)
        try { $null = $stream.Read($first, 0, 2) } finally { $stream.Dispose() }
        if ($first[0] -ne 0x1f -or $first[1] -ne 0x8b) {
            if (-not $isWindowsHere) { & chmod +x $file }
            return $file
        }
        $content = Join-Path $folder 'content'
        $null = New-Item -ItemType Directory -Path $content
        $tar = Find-Program 'tar'
        if (-not $tar) { Stop-Report 'there is no tar to unpack PORT_DORA_SOURCE; add it, or give a path' }
        $what = 'the archive of PORT_DORA_SOURCE could not be unpacked (exit code {0}); see how much space is left'
        Invoke-Bounded $tar ('-xzf ' + (Get-Quoted $file) + ' -C ' + (Get-Quoted $content)) $what
        $content
    }

    function Invoke-Source([string] $Path) {
        if (Test-Path -LiteralPath $Path -PathType Container) {
            $inside = @('dist/index.js', 'package/dist/index.js', 'port-dora') | ForEach-Object { Join-Path $Path $_ }
            foreach ($one in $inside) { if (Test-Path -LiteralPath $one -PathType Leaf) { $Path = $one; break } }
        }
        if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) {
            Stop-Report 'PORT_DORA_SOURCE leads to no file and to no folder with dist/index.js or port-dora; mend it'
        }
        $file = (Resolve-Path -LiteralPath $Path).ProviderPath
        $what = 'the reporter of PORT_DORA_SOURCE failed (exit code {0}); see what it says above'
        if ($file -notlike '*.js') { Invoke-Bounded $file 'report' $what }
        else { Invoke-Bounded (Find-Node) ((Get-Quoted $file) + ' report') $what }
    }

    function Invoke-Package {
        $null = Find-Node
        $npx = if ($isWindowsHere) { Find-Program 'npx.cmd' } else { Find-Program 'npx' }
        if (-not $npx) { Stop-Report "there is no npx beside Node here; $node, or set PORT_DORA_SOURCE" }
        # Without these, npm waits more than a minute for a registry that is not there.
        if (-not $env:npm_config_fetch_retry_mintimeout) { $env:npm_config_fetch_retry_mintimeout = '1000' }
        if (-not $env:npm_config_fetch_retry_maxtimeout) { $env:npm_config_fetch_retry_maxtimeout = '5000' }
        $env:npm_config_update_notifier = 'false'
        $what = "npx could not get or run $package (exit code {0}); see above, and where npm is out of reach set PORT_DORA_SOURCE"
        Invoke-Bounded $npx "--yes $package report" $what
    }

    try {
        if (-not $source) { Invoke-Package }
        elseif ($source -notmatch '://') { Invoke-Source $source }
        else {
            # Older versions of Windows offer less than TLS 1.2 by themselves.
            [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
            $folder = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
            $null = New-Item -ItemType Directory -Path $folder
            Invoke-Source (Get-Mirrored)
        }
        0
    }
    catch {
        $thrown = $_.Exception
        # Other messages may quote an address with a password in it.
        $reason = 'the launcher failed (' + $thrown.GetBaseException().GetType().Name + '); see whether PORT_DORA_SOURCE is right'
        if ($thrown.GetType() -eq [InvalidOperationException]) { $reason = $thrown.Message }
        Write-Host "NOT REPORTED: $reason"
        if ($env:PORT_DORA_FAIL_ON_ERROR -match '^true$') { 1 } else { 0 }
    }
    finally {
        if ($folder) { Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction SilentlyContinue }
    }
}
$portDoraCode = Invoke-PortDoraReport | Select-Object -Last 1
if ($portDoraCode -ne 0) { exit $portDoraCode }
# A step that ends with the exit code of its last program must not take the one of an earlier command.
$global:LASTEXITCODE = 0
