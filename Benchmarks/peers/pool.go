// The worker pool that a Go programmer would write: lists, then WORKERS goroutines DELETE; net/http as it comes, one client.
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"
)

var (
	base   = os.Getenv("FRAME_API_URL") + "/accounts/" + os.Getenv("FRAME_ACCOUNT_ID")
	id     = os.Getenv("FRAME_CLIENT_ID")
	secret = []byte(os.Getenv("FRAME_CLIENT_SECRET"))
)

func do(client *http.Client, method, path string) (int, []byte, time.Duration) {
	request, err := http.NewRequest(method, base+path, nil)
	if err != nil {
		panic(err)
	}
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(stamp + id))
	request.Header.Set("X-Frame-ClientId", id)
	request.Header.Set("X-Frame-Timestamp", stamp)
	request.Header.Set("X-Frame-Signature", hex.EncodeToString(mac.Sum(nil)))
	response, err := client.Do(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		panic(err)
	}
	wait := time.Second
	if seconds, err := strconv.Atoi(response.Header.Get("Retry-After")); err == nil {
		wait = time.Duration(seconds) * time.Second
	}
	return response.StatusCode, body, wait
}

func main() {
	workers, _ := strconv.Atoi(os.Args[1])
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: workers, MaxConnsPerHost: workers}}
	var pools []struct {
		ID   string `json:"external_id"`
		Kind string `json:"kind"`
	}
	var sessions []struct {
		ID   string `json:"id"`
		Pool string `json:"pool_id"`
	}
	_, body, _ := do(client, "GET", "/pools")
	json.Unmarshal(body, &pools)
	_, body, _ = do(client, "GET", "/active_sessions")
	json.Unmarshal(body, &sessions)
	production := map[string]bool{}
	for _, pool := range pools {
		production[pool.ID] = pool.Kind == "production"
	}
	jobs := make(chan string, workers)
	var group sync.WaitGroup
	for i := 0; i < workers; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for session := range jobs {
				for {
					status, _, wait := do(client, "DELETE", "/sessions/"+session)
					if status != 429 {
						break
					}
					time.Sleep(wait)
				}
			}
		}()
	}
	count := 0
	for _, session := range sessions {
		if production[session.Pool] {
			jobs <- session.ID
			count++
		}
	}
	close(jobs)
	group.Wait()
	fmt.Println(count)
}
